/*
 * What IMS adds to Cockpit: pages for auditors, each in a module of its own that exports the list of its
 * plugins. Cockpit starts only when every plugin was imported, so a module that cannot be had is left out.
 */

const MODULES = ['incidents', 'incident', 'reports', 'stuck', 'rights', 'instance', 'heatmap'];

const loaded = await Promise.all(
  MODULES.map((name) =>
    import('./' + name + '.js').then(
      (module) => module.default,
      (error) => {
        console.error('IMS: ' + name + ' cannot be loaded', error);
        return [];
      }
    )
  )
);

export default loaded.flat();

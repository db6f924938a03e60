// Replaces the file of the same name in Camunda's webjar: the application's own classes come first on the class path.

// The application is blank when its module loader gives up on a file after seven seconds, as it may
// on a busy machine. This file is read before any module, so the loader can be told to wait.
if (window.require && window.require.config) {
  window.require.config({ waitSeconds: 0 });
}

export default {
  // Shown in the header and as the page's title.
  app: {
    vendor: 'IMS',
    name: 'Admin'
  },

  // Dates read the same in every country and sort as text.
  dateFormat: {
    monthName: 'MMMM',
    day: 'DD',
    abbr: 'YYYY-MM-DD HH:mm',
    normal: 'YYYY-MM-DD HH:mm',
    long: 'dddd YYYY-MM-DD HH:mm',
    short: 'YYYY-MM-DD'
  },

  locales: {
    availableLocales: ['en'],
    fallbackLocale: 'en'
  },

  // The first visit would otherwise ask for a page that only Camunda's own distribution has.
  disableWelcomeMessage: true
};

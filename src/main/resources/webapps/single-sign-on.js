
/* Follows whoever signs out of a web application to the provider of identities, which ends its session too. */
const imsSend = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (...args) {
  this.addEventListener('load', () => {
    const address = this.getResponseHeader('IMS-Sign-Out');
    if (address) {
      window.location.assign(address);
    }
  });
  return imsSend.apply(this, args);
};

/**
 * jsdom goes through every rule of every style sheet for each question whether something is seen, and Fluent writes a
 * thousand of them. No test here asks how a thing looks: the walks do, in a browser.
 */
if (globalThis.CSSStyleSheet) globalThis.CSSStyleSheet.prototype.insertRule = () => 0;

/** Gives jest what webpack's asset/source gives the bundles: a text file as a default-exported string. */
module.exports = { process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }) };

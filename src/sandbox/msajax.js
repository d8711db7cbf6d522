/**
 * The part of MicrosoftAjax that office.js looks for before it starts (facts: it otherwise fetches ajax.aspnetcdn.com).
 * Written for this purpose; a plain script, because it must run before office.js and without a bundler.
 */
(function () {
  'use strict';
  if (window.Sys && window.Sys.Serialization) return;

  var Sys = (window.Sys = window.Sys || {});

  Sys.StringBuilder = function StringBuilder(first) {
    this.parts = first === undefined || first === null ? [] : [String(first)];
  };
  Sys.StringBuilder.prototype.append = function (text) {
    this.parts.push(String(text));
    return this;
  };
  Sys.StringBuilder.prototype.appendLine = function (text) {
    this.parts.push((text === undefined ? '' : String(text)) + '\r\n');
    return this;
  };
  Sys.StringBuilder.prototype.clear = function () {
    this.parts = [];
  };
  Sys.StringBuilder.prototype.isEmpty = function () {
    return this.toString() === '';
  };
  Sys.StringBuilder.prototype.toString = function (separator) {
    return this.parts.join(separator || '');
  };

  Sys.Browser = { agent: 'modern', InternetExplorer: 'internet-explorer', name: 'modern', version: 1 };
  Sys.Debug = { trace: function () {}, assert: function () {}, fail: function () {} };

  /** MicrosoftAjax writes dates as "\/Date(ms)\/"; office.js reads its settings back with the same pair. */
  var dateText = /^\/Date\((-?\d+)\)\/$/;
  Sys.Serialization = {
    JavaScriptSerializer: {
      serialize: function (value) {
        return JSON.stringify(value, function (key, plain) {
          return this[key] instanceof Date ? '/Date(' + this[key].getTime() + ')/' : plain;
        });
      },
      deserialize: function (text) {
        return JSON.parse(text, function (_key, plain) {
          var date = typeof plain === 'string' && dateText.exec(plain);
          return date ? new Date(Number(date[1])) : plain;
        });
      },
    },
  };

  /** The library checks its arguments itself; these only have to say "nothing wrong". */
  function nothingWrong() {
    return null;
  }
  Function._validateParams = nothingWrong;
  Function._validateParameter = nothingWrong;
  Function._validateParameterCount = nothingWrong;
  Function.emptyFunction = Function.emptyMethod = function () {};

  window.Type = Function;
  Function.registerNamespace = function (path) {
    path.split('.').reduce(function (at, name) {
      return (at[name] = at[name] || {});
    }, window);
  };
  Function.registerClass = function () {};
  Function.prototype.registerClass = function () {
    return this;
  };

  function errorMaker(name, sentence) {
    return function (_subject, message) {
      var error = new Error('Sys.' + name + ': ' + (message || sentence));
      error.name = 'Sys.' + name;
      return error;
    };
  }
  Error.create = function (message, info) {
    return Object.assign(new Error(message), info || {});
  };
  Error.argument = errorMaker('ArgumentException', 'Value does not fall within the expected range.');
  Error.argumentNull = errorMaker('ArgumentNullException', 'Value cannot be null.');
  Error.argumentOutOfRange = errorMaker('ArgumentOutOfRangeException', 'Argument is out of range.');
  Error.argumentType = errorMaker('ArgumentTypeException', 'Object cannot be converted to the required type.');
  Error.argumentUndefined = errorMaker('ArgumentUndefinedException', 'Value cannot be undefined.');
  Error.invalidOperation = errorMaker('InvalidOperationException', 'The operation is not valid now.');
  Error.notImplemented = errorMaker('NotImplementedException', 'Not implemented.');
  Error.parameterCount = function (message) {
    return errorMaker('ParameterCountException', 'Parameter count mismatch.')(null, message);
  };
})();

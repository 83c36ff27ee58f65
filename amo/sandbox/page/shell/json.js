/* RequireJS plugin: fetches and parses a JSON file. */
define(['jquery'], ($) => ({
  load(name, parentRequire, onload) {
    $.ajax({ url: parentRequire.toUrl(name), dataType: 'json' }).then(onload, onload.error);
  },
}));

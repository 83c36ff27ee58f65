/* Boots the page the way amoCRM does: libraries through RequireJS, jQuery and underscore as globals. */
require.config({
  baseUrl: '/_page/shell',
  paths: { jquery: '/_page/vendor/jquery', underscore: '/_page/vendor/underscore' },
});

require(['jquery', 'underscore', 'ajax-trap', 'boot'], ($, _, trapAjax, boot) => {
  trapAjax($);
  boot.start();
});

define([], () => {
  const merge = (APP, response) => {
    if (response.lang) Object.assign(APP.lang || (APP.lang = {}), response.lang);
    if (response.user_rights) APP.constant('user_rights', response.user_rights);
  };

  const obey = (answer) => {
    const { APP } = window;
    if (!APP || !answer || typeof answer !== 'object') return;
    const { response, js_params: params } = answer;
    if (params && params.constants) {
      Object.entries(params.constants).forEach(([key, value]) => APP.constant(key, value));
    }
    if (!response) return;
    merge(APP, response);
    if (response.redirect) window.location = response.redirect;
  };

  /** amoCRM's own habit: any JSON answer with certain top-level keys steers the whole page. */
  return ($) => {
    $.ajaxSetup({
      beforeSend(xhr) {
        xhr.done(obey);
      },
    });
  };
});

define(['jquery', 'routes'], ($, routeOf) => {
  const tokenUrl = (uuid) => `/ajax/v2/integrations/${uuid}/disposable_token`;

  function authorizedAjax(options) {
    const { oauth_client_uuid: uuid } = this.params;
    return $.ajax({ url: tokenUrl(uuid), dataType: 'json' }).then(({ token }) =>
      $.ajax($.extend(true, {}, options, { headers: { 'X-Auth-Token': token } })));
  }

  function renderTemplate({ caption = {}, body = '', render = '' }) {
    const code = this.params.widget_code;
    const $block = $(`<div class="card-widgets__widget card-widgets__widget-${code}">`)
      .append($('<div class="card-widgets__widget__caption js-widget-caption-block">').html(caption.html || ''))
      .append($('<div class="card-widgets__widget__body">').html(body + render));
    $('#widgets_block').append($block);
  }

  /** The methods amoCRM puts on every widget's prototype before it calls `new`. */
  return (APP) => ({
    params: {},
    langs: {},
    system() {
      const { system } = APP.widgets;
      const { system: area } = routeOf(location.pathname);
      return { ...system, area, displayed_count: 0, displayed_count_by_area: {} };
    },
    get_settings() {
      return this.params;
    },
    set_settings(settings) {
      this.params = { ...this.params, ...settings };
    },
    set_lang(langs) {
      this.langs = langs;
    },
    i18n(key) {
      return this.langs[key];
    },
    get_version() {
      return this.params.version;
    },
    get_install_status() {
      return this.params.status;
    },
    set_status(status) {
      this.params.status = status;
    },
    list_selected: () => APP.selected,
    $authorizedAjax: authorizedAjax,
    crm_post: (url, data, done, type, fail) => $.post(url, data, done, type).fail(fail),
    render_template: renderTemplate,
    render() {
      throw new Error('twig templates are not emulated by the sandbox');
    },
    add_action: () => undefined,
    add_source: () => undefined,
    widgetsOverlay: () => undefined,
  });
});

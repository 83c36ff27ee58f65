define(['jquery', 'markup', 'lib/components/base/modal'], ($, { html }, Modal) => {
  const STATUSES = { installed: 'Установлен', install: 'Не установлен', not_configured: 'Не настроен' };

  const tile = ([code, { path, active }]) => html`
    <button type="button" class="widget-tile" data-code="${code}">
      <img src="${path}/images/logo_main.png" alt="">
      <span>${code}</span>
      <small>${active === 'Y' ? 'Установлен' : 'Не установлен'}</small>
    </button>`;

  async function draw({ loader }) {
    return html`
      <header class="topbar"><h1>Интеграции</h1></header>
      <div class="widget-tiles">${Object.entries(loader.widgets).map(tile)}</div>`;
  }

  const form = (code, instance, { settings, status }) => html`
    <h2>${instance.langs.widget.name}</h2>
    <p class="widget-settings__desc-space">${instance.langs.widget.description}</p>
    <div class="widget_settings_block">
      ${Object.entries(instance.langs.settings).map(([key, label]) => html`
        <div class="widget_settings_block__item_field">
          <label class="widget_settings_block__title_field" for="field_${key}">${label}</label>
          <input class="text-input" type="text" id="field_${key}" name="${key}" value="${settings[key]}">
        </div>`)}
    </div>
    <p class="widget-status">${STATUSES[status] || status}</p>
    <button type="button" class="crm-button js-widget-save">Сохранить</button>
    <button type="button" class="tab js-widget-remove">Отключить</button>`;

  function save($body, instance, widget) {
    const fields = {};
    $body.find('.widget_settings_block input').each((_index, node) => {
      fields[node.name] = node.value;
    });
    if (instance.callbacks.onSave({ active: 'Y', fields }) === false) return false;
    widget.settings = { ...widget.settings, ...fields };
    instance.set_settings(fields);
    return true;
  }

  function openSettings(code, { APP, loader }) {
    const instance = APP.widgets.list[code];
    if (!instance) return;
    const widget = loader.widgets[code];
    const fill = ($body) => $body.html(String(form(code, instance, widget)));
    const modal = new Modal({ class_name: 'widget-settings', init: fill });
    modal.$modal.on('click', '.js-widget-save', () => save(modal.$modal, instance, widget) && modal.destroy());
    modal.$modal.on('click', '.js-widget-remove', () => {
      $(document).trigger('widget:removed', [code]);
      modal.destroy();
    });
    loader.guard(() => instance.callbacks.settings(modal.$modal.find('.widget_settings_block')));
  }

  function bind($shown, shell) {
    $shown.on('click', '.widget-tile', ({ currentTarget }) => {
      const { code } = currentTarget.dataset;
      if (shell.loader.widgets[code].active === 'Y') openSettings(code, shell);
      else shell.loader.install(code, {});
    });
  }

  return { draw, bind };
});

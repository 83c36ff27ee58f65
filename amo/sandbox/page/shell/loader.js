define(['jquery', 'base-widget', 'routes'], ($, baseWidget, routeOf) => {
  const OBLIGATORY = ['render', 'init', 'bind_actions'];
  const NO_WIDGETS = '/settings/pay';

  const parsed = (settings) => (typeof settings === 'string' ? JSON.parse(settings || '{}') : settings);
  const settingsOf = (code, widget) => ({
    ...parsed(widget.settings),
    id: widget.id,
    widget_code: code,
    path: widget.path,
    images_path: widget.images_path || `${widget.path}/images`,
    version: widget.installed_version,
    oauth_client_uuid: widget.oauth_client_uuid,
    widget_active: widget.active,
    active: widget.active,
    status: widget.status,
    support: widget.support || [],
  });

  /** amoCRM loads a widget only where one of its locations names the open section. */
  function belongsHere({ locations = ['everywhere'] }) {
    const { system } = routeOf(location.pathname);
    return locations.some((one) => one === 'everywhere' || one.replace(/-[01]$/, '') === system);
  }

  class Loader {
    constructor(APP, widgets) {
      this.APP = APP;
      this.widgets = widgets;
      this.base = baseWidget(APP);
      this.turn = 0;
      this.fresh = new Set();
      /** The real list request is asynchronous: tests play both orders with this delay. */
      this.listDelay = 0;
    }

    /** Steps 4 and 5 of opening a page. */
    load() {
      this.destroyAll();
      const turn = (this.turn += 1);
      const start = () => turn === this.turn && this.startAll();
      if (this.listDelay) setTimeout(start, this.listDelay);
      else start();
    }

    startAll() {
      const { is_free_user: free } = this.APP.constant('user_rights');
      const allowed = !free && !location.pathname.startsWith(NO_WIDGETS);
      Object.entries(this.widgets).forEach(([code, widget]) => {
        if (allowed && widget.active === 'Y' && widget.src && belongsHere(widget)) this.show(code, widget);
      });
      this.APP.widgets.loaded = true;
    }

    show(code, widget) {
      const running = this.APP.widgets.list[code];
      if (running) this.guard(() => running.callbacks.render());
      else this.fetch(code, widget);
    }

    fetch(code, widget) {
      const version = `?v=${widget.installed_version}`;
      const turn = this.turn;
      const modules = [`optional!${widget.src}${version}`, `json!${widget.lang}${version}`];
      require(modules, (Ctor, langs) => {
        if (turn !== this.turn || typeof Ctor !== 'function' || this.APP.widgets.list[code]) return;
        this.guard(() => this.start(code, widget, Ctor, langs));
      });
    }

    start(code, widget, Ctor, langs) {
      Object.assign(Ctor.prototype, this.base);
      const instance = new Ctor();
      const { list } = this.APP.widgets;
      list[code] = instance;
      instance.ns = `.widget:${code}`;
      instance.init_once = widget.init_once;
      if (typeof instance.callbacks !== 'object') return;
      instance.set_lang({ ...langs, widget: { ...langs.widget } });
      instance.set_settings(settingsOf(code, widget));
      if (OBLIGATORY.every((name) => typeof instance.callbacks[name] === 'function')) {
        this.run(code, instance);
      } else delete list[code];
    }

    /** init waits for what render returned; bind_actions never waits. */
    run(code, { callbacks }) {
      const open = () => {
        $(document).trigger(`widget:${code}:loaded`);
        this.guard(() => callbacks.init());
      };
      const gate = callbacks.render();
      if (gate && typeof gate.then === 'function') gate.then(open);
      else if (gate) open();
      callbacks.bind_actions();
      if (this.fresh.delete(code) && typeof callbacks.onInstall === 'function') {
        this.guard(() => callbacks.onInstall());
      }
    }

    destroyAll() {
      Object.entries(this.APP.widgets.list).forEach(([code, instance]) => {
        const stays = instance.init_once === 'Y' && this.widgets[code] && this.widgets[code].active === 'Y';
        if (!stays) this.destroy(code);
      });
    }

    destroy(code) {
      const instance = this.APP.widgets.list[code];
      if (!instance) return;
      const { destroy } = instance.callbacks || {};
      if (typeof destroy === 'function') this.guard(() => destroy());
      $(document).off(instance.ns);
      $(`#widgets_block .card-widgets__widget-${code}`).remove();
      delete this.APP.widgets.list[code];
    }

    /** Switching off: onSave first, then destroy. */
    remove(code) {
      const instance = this.APP.widgets.list[code];
      this.widgets[code].active = 'N';
      if (!instance) return;
      const { onSave } = instance.callbacks;
      if (typeof onSave === 'function') this.guard(() => onSave({ active: 'N', fields: {} }));
      this.destroy(code);
    }

    install(code, widget) {
      this.widgets[code] = { ...this.widgets[code], ...widget, active: 'Y' };
      this.fresh.add(code);
      this.startAll();
    }

    guard(run) {
      try {
        run();
      } catch (error) {
        console.error(error);
      }
    }
  }

  return Loader;
});

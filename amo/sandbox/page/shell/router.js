define(['jquery'], ($) => {
  /**
   * Opens pages in amoCRM's order of events. `page:changed` fires twice on a navigation: once before
   * the new page exists, once after, the second time without bubbling.
   */
  return class Router {
    /** @param draw replaces the section's content by new nodes and resolves when it stands */
    constructor({ APP, loader, draw }) {
      Object.assign(this, { APP, loader, draw });
      this.turn = 0;
      window.addEventListener('popstate', () => this.open());
    }

    navigate(url, { trigger = false, replace = false } = {}) {
      history[replace ? 'replaceState' : 'pushState']({}, '', url);
      if (trigger) this.open();
    }

    async open() {
      const turn = (this.turn += 1);
      const { APP } = this;
      const first = APP.first_load;
      APP.readAddress();
      if (!first) $(document).trigger('page:changed', [{ querystring: location.search }]);
      await this.draw();
      if (turn !== this.turn) return;
      $(document).trigger('widgets:load');
      this.loader.load();
      $(document).trigger('page:construct');
      if (!first) $(document).triggerHandler('page:changed');
      APP.first_load = false;
      document.body.classList.remove('page-loading');
    }
  };
});

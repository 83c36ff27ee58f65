define(['jquery'], ($) => {
  /** amoCRM's modal window: an overlay over everything, closed by Escape and by its cross. */
  return class Modal {
    constructor(markup) {
      this.$modal = $(`<div class="modal"><div class="modal-scroller"><div class="modal-body" role="dialog" aria-modal="true">
        <button type="button" class="modal-close" aria-label="Закрыть">×</button>
        <div class="modal-content"></div></div></div></div>`);
      this.$body = this.$modal.find('.modal-content');
      this.$body.html(markup);
      this.$modal.on('click', '.modal-close', () => this.destroy());
      this.escape = ({ key }) => key === 'Escape' && this.destroy();
      document.addEventListener('keydown', this.escape);
      $('body').append(this.$modal);
    }

    destroy() {
      document.removeEventListener('keydown', this.escape);
      this.$modal.remove();
    }
  };
});

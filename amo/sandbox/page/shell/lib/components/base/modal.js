define(['jquery'], ($) => {
  const MARKUP = `<div class="modal"><div class="modal-scroller"><div class="modal-body" role="dialog" aria-modal="true">
    <button type="button" class="modal-close" aria-label="Закрыть">×</button>
    <div class="modal-content"></div></div></div></div>`;

  /** amoCRM's modal window, under its own module name: an overlay over everything, closed by Escape. */
  return class Modal {
    constructor({ class_name: className = '', init = () => undefined, destroy = () => undefined }) {
      this.onDestroy = destroy;
      this.$modal = $(MARKUP).addClass(className);
      this.$modal.on('click', '.modal-close', () => this.destroy());
      this.escape = ({ key }) => key === 'Escape' && this.destroy();
      document.addEventListener('keydown', this.escape);
      $('body').append(this.$modal);
      init(this.$modal.find('.modal-content'));
    }

    destroy() {
      document.removeEventListener('keydown', this.escape);
      this.onDestroy();
      this.$modal.remove();
    }
  };
});

/** What amoCRM's upload asks of widget.zip; the builder makes it so and the checker proves it. */

export const LOGOS = {
  'logo.png': [130, 100],
  'logo_main.png': [400, 272],
  'logo_medium.png': [240, 84],
  'logo_min.png': [84, 84],
  'logo_small.png': [108, 108],
};
export const TOUR_SIZE = [1188, 616];
export const MAX_IMAGE_BYTES = 300 * 1024;
/** Our own budget, not amoCRM's. */
export const MAX_SCRIPT_BYTES = 60_000;
export const LOCATIONS = new Set([
  'lcard', 'ccard', 'comcard', 'cucard', 'llist', 'clist', 'culist', 'tlist', 'tline', 'tcalendar',
  'settings', 'advanced_settings', 'card_sdk', 'catalogs', 'digital_pipeline', 'lead_sources',
  'whatsapp_modal', 'everywhere', 'sms', 'mobile_card', 'amoforms', 'salesbot_designer',
  'widget_page',
]);
export const FIELD_TYPES = new Set(['text', 'pass', 'users', 'users_lp', 'custom']);
/** Locations that need a block of their own in the manifest. */
export const LOCATION_BLOCKS = {
  advanced_settings: 'advanced',
  digital_pipeline: 'dp',
  salesbot_designer: 'salesbot_designer',
  sms: 'sms',
  mobile_card: 'mobile',
  widget_page: 'left_menu',
};

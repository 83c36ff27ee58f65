import { lifecycle } from './lifecycle';
import type { AmoWidget } from './host-page';

/**
 * What amoCRM calls with `new`. A plain function, not a class: amoCRM's loader extends its
 * prototype with the base methods before it makes an instance.
 */
export default function AmoAssistant(this: AmoWidget): AmoWidget {
  this.callbacks = lifecycle(this);
  return this;
}

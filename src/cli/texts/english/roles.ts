/** `tobira roles` */
export const roles = {
  none: 'The configuration names no usable role.',
};

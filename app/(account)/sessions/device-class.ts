/** A row of the list of devices: what it is, then the button, which goes below where there is no room. */
export const DEVICE_CLASS = 'flex flex-wrap items-center justify-between gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0'

import { DAY, HOUR, MINUTE } from '@/lib/config/durations'

/** How long each kind of emailed secret works (S22; ASVS 6.6.2, 6.5.5). */
export const CODE_LIFETIME = 10 * MINUTE
export const VERIFICATION_LINK_LIFETIME = DAY
export const RESET_LINK_LIFETIME = HOUR
/** A link to the old address, by which a change of address is undone. */
export const UNDO_LINK_LIFETIME = DAY

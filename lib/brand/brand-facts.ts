import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import { brandIcon } from './brand-icon'
import { brandStyle } from './brand-style'

/** What a page needs to show the team's brand. */
export type BrandFacts = {
  name: string
  /** The content of a `<style>`; empty when the colours of app/tokens.css apply. */
  style: string
  icon: { url: string; type: string }
  termsUrl: string | undefined
  privacyUrl: string | undefined
  supportEmail: string | undefined
}

/**
 * The brand for all pages, including the error page. Computed once per process.
 *
 * @throws ConfigError when BRAND_LOGO is invalid
 */
export function brandFacts(): BrandFacts {
  return processSingleton('brand-facts', () => {
    const { name, color, palette, termsUrl, privacyUrl, supportEmail } = config().brand
    const { url, type } = brandIcon()
    return { name, style: color ? brandStyle(palette) : '', icon: { url, type }, termsUrl, privacyUrl, supportEmail }
  })
}

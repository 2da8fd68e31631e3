import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import { brandIcon } from './brand-icon'
import { brandStyle } from './brand-style'

/** What a page needs to look like the team's own. */
export type BrandFacts = {
  name: string
  /** Of a `<style>`: empty where the colours of app/tokens.css hold. */
  style: string
  icon: { url: string; type: string }
  termsUrl: string | undefined
  privacyUrl: string | undefined
  supportEmail: string | undefined
}

/**
 * The brand, made once a process: pages show it, and the page that replaces one that failed.
 *
 * @throws ConfigError when BRAND_LOGO cannot be taken
 */
export function brandFacts(): BrandFacts {
  return processSingleton('brand-facts', () => {
    const { name, color, palette, termsUrl, privacyUrl, supportEmail } = config().brand
    const { url, type } = brandIcon()
    return { name, style: color ? brandStyle(palette) : '', icon: { url, type }, termsUrl, privacyUrl, supportEmail }
  })
}

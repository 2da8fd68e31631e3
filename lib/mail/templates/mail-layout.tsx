import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from '@react-email/components'
import { Fragment, type CSSProperties } from 'react'
import { config } from '@/lib/config/config'
import { displayEmail } from '@/lib/fields/email-display'
import { mailtoUrl } from '@/lib/http/mailto-url'
import type { MailMessage } from '../mail-message'
import { MAIL_COLOURS } from './mail-colours'
import type { MailLanguage } from './mail-template'

type MailLayoutProps = {
  /** By which the catalogues say its heading, its button, why it came, and what to do if it was not the reader. */
  kind: MailMessage['kind']
  language: MailLanguage
  /** The text of the email, a paragraph each. */
  paragraphs: string[]
  /** Six digits to type in, and how long they work. */
  code?: { value: string; note: string }
  /** What happened, a line each. */
  facts?: string[]
  /** The one button, for the reader who caused the email, or for the one who did not. */
  action: { url: string; note?: string; isForNotYou?: boolean }
  /** Another way on, less likely to be wanted. */
  otherAction?: { label: string; url: string }
}

/**
 * The frame of every email. Styles are inline, since many email programs drop a style sheet, and the sheet adds only
 * what inline styles cannot: dark colours. Nothing is loaded from elsewhere, so that opening an email reveals nothing.
 */
export function MailLayout({ kind, language, paragraphs, code, facts, action, otherAction }: MailLayoutProps) {
  const { locale, direction, t } = language
  const { brand } = config()
  const { primary } = brand.palette.light
  const site = new URL(action.url).host
  const heading = t(`mails.${kind}.heading`)
  const ifNotYou = [t(`mails.${kind}.ifNotYou`), ...(code ? [t('mails.nobodyNeedsCode')] : [])]
  const button = <Action {...action} label={t(`mails.${kind}.action`)} orOpenLink={t('mails.orOpenLink')} />
  return (
    <Html lang={locale} dir={direction}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Phones would make a telephone link of the code. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{heading}</title>
        <style>{darkStyles(brand.palette.dark.accent)}</style>
      </Head>
      <Body className="mail-page" dir={direction} style={styles.page}>
        <Preview>{paragraphs[0] ?? heading}</Preview>
        <Container style={styles.frame}>
          <Text className="mail-muted" style={styles.site} data-skip-in-text="true">
            <span className="mail-mark" style={{ ...styles.mark, backgroundColor: primary }} />
            {brand.name}
          </Text>
          <Section className="mail-card" style={styles.card}>
            <Heading className="mail-text" style={direction === 'rtl' ? styles.joinedHeading : styles.heading}>
              {heading}
            </Heading>
            {paragraphs.map((paragraph) => (
              <Text key={paragraph} className="mail-text" style={styles.paragraph}>
                {paragraph}
              </Text>
            ))}
            {code && <Code {...code} />}
            {facts && <Facts lines={facts} />}
            {!action.isForNotYou && button}
            {otherAction && (
              <Text className="mail-text" style={styles.otherAction}>
                <Link
                  className="mail-link"
                  href={otherAction.url}
                  style={{ ...styles.link, color: brand.palette.light.accent }}
                >
                  {otherAction.label}
                </Link>
              </Text>
            )}
            <Hr className="mail-rule" style={styles.rule} />
            <Text className="mail-text" style={styles.question}>
              {t('mails.wasThisNotYou')}
            </Text>
            <Text className="mail-muted" style={styles.small}>
              {ifNotYou.join(' ')}
            </Text>
            {action.isForNotYou && button}
          </Section>
          <Text className="mail-muted" style={styles.footer}>
            {t(`mails.${kind}.why`)}
            <br />
            {brand.name}, {site}
            <BrandLinks language={language} />
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

/** What the operator offers to read, and whom to ask. */
function BrandLinks({ language: { t } }: { language: MailLanguage }) {
  const { supportEmail, termsUrl, privacyUrl } = config().brand
  const links = [
    supportEmail && {
      href: mailtoUrl(supportEmail),
      label: t('mails.help', { supportEmail: displayEmail(supportEmail) }),
    },
    termsUrl && { href: termsUrl, label: t('shell.terms') },
    privacyUrl && { href: privacyUrl, label: t('shell.privacy') },
  ].filter((link) => typeof link === 'object')
  return links.map(({ href, label }) => (
    <Fragment key={label}>
      <br />
      <Link className="mail-muted" href={href} style={styles.footerLink}>
        {label}
      </Link>
    </Fragment>
  ))
}

/** Below the button its link is shown too, for programs that show no button. */
function Action({ label, url, note, orOpenLink }: { label: string; url: string; note?: string; orOpenLink: string }) {
  const { primary, onPrimary, accent } = config().brand.palette.light
  return (
    <Section style={styles.action}>
      <Button
        className="mail-button"
        href={url}
        style={{ ...styles.button, backgroundColor: primary, color: onPrimary }}
      >
        {label}
      </Button>
      <Text className="mail-muted" style={styles.rawLink} data-skip-in-text="true">
        {orOpenLink}
        <br />
        <Link className="mail-link" href={url} dir="ltr" style={{ ...styles.rawLinkAddress, color: accent }}>
          {url}
        </Link>
      </Text>
      {note && (
        <Text className="mail-muted" style={styles.note}>
          {note}
        </Text>
      )}
    </Section>
  )
}

function Facts({ lines }: { lines: string[] }) {
  return (
    <Section className="mail-box" style={styles.factsBox}>
      {lines.map((line) => (
        <Text key={line} className="mail-text" style={styles.fact}>
          {line}
        </Text>
      ))}
    </Section>
  )
}

/** The gap in the middle is a margin, not a space: the code is copied as six digits. */
function Code({ value, note }: { value: string; note: string }) {
  return (
    <Section className="mail-box" style={styles.codeBox}>
      <Text className="mail-text" dir="ltr" style={styles.code}>
        <span>{value.slice(0, 3)}</span>
        <span style={styles.secondGroup}>{value.slice(3)}</span>
      </Text>
      <Text className="mail-muted" style={styles.codeNote}>
        {note}
      </Text>
    </Section>
  )
}

const { light, dark } = MAIL_COLOURS
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'

/* Long addresses and names: some programs know only the second way. */
const wrapped: CSSProperties = { overflowWrap: 'anywhere', wordBreak: 'break-word' }
const text: CSSProperties = {
  ...wrapped,
  color: light.ink,
  fontFamily: SANS,
  fontSize: 16,
  lineHeight: '24px',
  margin: '0 0 16px',
}
const muted: CSSProperties = { ...text, color: light.muted, fontSize: 14, lineHeight: '21px' }

const heading: CSSProperties = { ...text, fontSize: 23, fontWeight: 650, lineHeight: '30px', margin: '0 0 14px' }

const styles = {
  page: { backgroundColor: light.ground, margin: 0, padding: '28px 12px 36px' },
  frame: { maxWidth: 520 },
  site: { ...muted, fontWeight: 600, margin: '0 4px 14px' },
  mark: {
    borderRadius: '7px 7px 2px 2px',
    display: 'inline-block',
    height: 16,
    marginInlineEnd: 9,
    verticalAlign: -2,
    width: 13,
  },
  card: {
    backgroundColor: light.surface,
    border: `1px solid ${light.line}`,
    borderRadius: 14,
    padding: '28px 24px 24px',
  },
  heading: { ...heading, letterSpacing: '-0.01em' },
  /* Of letters that hang together. */
  joinedHeading: heading,
  paragraph: text,
  codeBox: {
    backgroundColor: light.sunken,
    borderRadius: 10,
    margin: '4px 0 20px',
    padding: '18px 12px 14px',
    textAlign: 'center',
  },
  code: {
    ...text,
    fontFamily: MONO,
    fontSize: 34,
    fontWeight: 600,
    letterSpacing: '0.08em',
    lineHeight: '42px',
    margin: 0,
  },
  secondGroup: { marginLeft: '0.42em' },
  codeNote: { ...muted, fontSize: 13, margin: '4px 0 0' },
  factsBox: { backgroundColor: light.sunken, borderRadius: 10, margin: '4px 0 20px', padding: '12px 16px' },
  fact: { ...text, fontSize: 15, lineHeight: '23px', margin: 0 },
  action: { margin: '18px 0 0' },
  button: {
    borderRadius: 9,
    boxSizing: 'border-box',
    display: 'block',
    fontFamily: SANS,
    fontSize: 16,
    fontWeight: 600,
    lineHeight: '22px',
    padding: '13px 20px',
    textAlign: 'center',
  },
  rawLink: { ...muted, fontSize: 13, lineHeight: '20px', margin: '14px 0 0' },
  rawLinkAddress: { overflowWrap: 'anywhere', textDecoration: 'underline', wordBreak: 'break-all' },
  note: { ...muted, fontSize: 13, lineHeight: '20px', margin: '10px 0 0' },
  otherAction: { ...text, margin: '16px 0 0' },
  link: { textDecoration: 'underline' },
  rule: { border: 'none', borderTop: `1px solid ${light.line}`, margin: '22px 0 18px', width: '100%' },
  question: { ...text, fontSize: 14, fontWeight: 600, lineHeight: '21px', margin: '0 0 4px' },
  small: { ...muted, margin: 0 },
  footer: { ...muted, fontSize: 12, lineHeight: '18px', margin: '16px 4px 0' },
  footerLink: { ...muted, fontSize: 12, lineHeight: '18px', textDecoration: 'underline' },
} satisfies Record<string, CSSProperties>

/** @param accent readable on dark grounds, and dark text on it */
const darkStyles = (accent: string) => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .mail-page, .mail-page > table > tbody > tr > td { background-color: ${dark.ground} !important; }
  .mail-card { background-color: ${dark.surface} !important; border-color: ${dark.line} !important; }
  .mail-box { background-color: ${dark.sunken} !important; }
  .mail-text { color: ${dark.ink} !important; }
  .mail-muted { color: ${dark.muted} !important; }
  .mail-link { color: ${accent} !important; }
  .mail-mark, .mail-button { background-color: ${accent} !important; }
  .mail-button { color: ${dark.ground} !important; }
  .mail-rule { border-top-color: ${dark.line} !important; }
}
`

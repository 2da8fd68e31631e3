import { useTranslations } from 'next-intl'

/**
 * For the keyboard: past what every page begins with, to the element with the id `content`. Seen while it has the
 * focus.
 */
export function SkipLink() {
  const t = useTranslations('shell')
  return (
    <a
      href="#content"
      className={
        'absolute top-2 start-2 z-10 -translate-y-24 rounded-control bg-primary px-4 py-2.5 font-medium text-on-primary ' +
        'focus:translate-y-0'
      }
    >
      {t('skipToContent')}
    </a>
  )
}

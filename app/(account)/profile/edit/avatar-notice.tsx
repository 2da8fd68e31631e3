import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { PageNotice } from '@/components/ui/page-notice'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { avatarProblem } from './avatar-problem'

/** What became of a picture that came by the plain form, or was removed. */
export function AvatarNotice({ notice, problem }: { notice: string | null; problem: string | null }) {
  const t = useTranslations('forms.picture')
  const tErrors = useTranslations('errors')
  if (notice === 'picture-saved') return <PageNotice>{t('saved')}</PageNotice>
  if (notice === 'picture-removed') return <PageNotice>{t('removed')}</PageNotice>
  // Only what the catalogue knows: a page shows no words out of its address.
  if (problem === null || !Object.hasOwn(ERROR_CATALOGUE, problem)) return null
  return (
    <Notice tone="danger" role="alert">
      {avatarProblem(problem, tErrors)}
    </Notice>
  )
}

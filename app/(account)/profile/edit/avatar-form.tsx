'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useEffect, useId, useRef } from 'react'
import { FailureText } from '@/components/forms/failure-text'
import { Form } from '@/components/forms/form'
import { useShownFor } from '@/components/forms/shown-for'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { Avatar } from '@/components/ui/avatar'
import { useIsHydrated } from '@/components/ui/use-is-hydrated'
import { withShownFor } from '@/lib/forms/shown-for'
import { removeAvatarAction } from './actions'
import { useOfferedImage } from './use-offered-image'
import { useAvatarUpload } from './use-avatar-upload'
import { avatarProblem } from './avatar-problem'

/** When someone has chosen a picture: most who come here do not. */
const loadCropper = () => import('./avatar-cropper')
const AvatarCropper = dynamic(loadCropper, { ssr: false })

/** Where there is script, only once a picture is chosen before any of it runs. */
const PLAIN_FILE_CLASS =
  'peer text-sm text-muted file:me-3 file:min-h-target file:rounded-control file:border file:border-line-strong/60 ' +
  'file:bg-raised file:px-4 file:text-base file:font-medium file:text-ink scripting:invalid:sr-only'

type AvatarFormProps = {
  picture: { src: string | null; name: string; seed: string }
  /** What a file may be. */
  types: readonly string[]
}

/**
 * Chooses, crops and sends a picture, dropped and pasted ones too. Without JavaScript it is a plain form, and the
 * server cuts out the middle. Which of the two is shown is a matter of style, so that nothing moves when the page wakes
 * up.
 */
export function AvatarForm({ picture, types }: AvatarFormProps) {
  const t = useTranslations('forms.picture')
  const tErrors = useTranslations('errors')
  const isHydrated = useIsHydrated()
  const shownFor = useShownFor()
  const upload = useAvatarUpload({ types, loadCropper })
  const inputRef = useRef<HTMLInputElement>(null)
  const buttonRef = useRef<HTMLButtonElement>(null)
  const messageRef = useRef<HTMLDivElement>(null)
  const id = useId()
  const chooseLabel = t(picture.src ? 'chooseOther' : 'choose')
  const { choose, url, outcome } = upload
  const isOver = useOfferedImage(choose)

  // Chosen before the page was awake.
  useEffect(() => {
    if (isHydrated && inputRef.current?.files?.length) choose(inputRef.current.files[0])
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- once
  }, [isHydrated])

  // Focus follows what happens: to the sentence on it, or back to the button where the person began.
  const wasOpen = useRef(false)
  useEffect(() => {
    if (outcome) messageRef.current?.focus()
    else if (wasOpen.current && !url) buttonRef.current?.focus()
    wasOpen.current = url !== null
  }, [url, outcome])

  return (
    <section
      aria-labelledby={`${id}-title`}
      className={classNames(
        'flex flex-col gap-5 rounded-control',
        isOver && 'outline-2 outline-offset-8 outline-accent outline-dashed',
      )}
    >
      {/* Below the picture where letters are so large that beside it a word would not fit. */}
      <div className="flex flex-wrap items-center gap-5">
        <Avatar {...picture} className="size-20 text-3xl" />
        <div className="min-w-0 flex-1 basis-36">
          <h2 id={`${id}-title`} className="text-heading">
            {t('title')}
          </h2>
          <p id={`${id}-hint`} className="mt-1 text-sm text-pretty text-muted">
            <span className={isHydrated ? undefined : 'hidden scripting:inline'}>{t('hint')}</span>
            {!isHydrated && <span className="scripting:hidden">{t('plainHint')}</span>}
          </p>
        </div>
      </div>
      <LiveRegion ref={messageRef} isFocused>
        {outcome && (
          <Notice tone={outcome.isDone ? 'success' : 'danger'} className="animate-appear">
            {outcome.isDone && t('saved')}
            {!outcome.isDone && (
              <FailureText
                state={{ code: outcome.code, account: outcome.account, message: avatarProblem(outcome.code, tErrors) }}
              />
            )}
          </Notice>
        )}
      </LiveRegion>
      {url ? (
        <AvatarCropper
          key={url}
          url={url}
          progress={upload.progress}
          onUse={(area) => void upload.use(area)}
          onCancel={upload.cancel}
        />
      ) : (
        <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap sm:items-start">
          <form
            action={withShownFor('/profile/picture', shownFor)}
            method="post"
            encType="multipart/form-data"
            className="flex flex-col gap-3"
          >
            <input
              ref={inputRef}
              id={`${id}-file`}
              type="file"
              name="avatar"
              required
              accept={types.join(',')}
              aria-label={t('file')}
              aria-describedby={`${id}-hint`}
              onChange={(event) => {
                choose(event.target.files?.[0])
                event.target.value = ''
              }}
              className={isHydrated ? 'sr-only' : PLAIN_FILE_CLASS}
              tabIndex={isHydrated ? -1 : undefined}
              aria-hidden={isHydrated || undefined}
            />
            {isHydrated ? (
              <Button
                ref={buttonRef}
                variant="secondary"
                aria-describedby={`${id}-hint`}
                onClick={() => inputRef.current?.click()}
              >
                {chooseLabel}
              </Button>
            ) : (
              <>
                <span className="hidden rounded-control outline-offset-2 outline-accent peer-focus-visible:outline-2 scripting:flex">
                  <label
                    htmlFor={`${id}-file`}
                    className={classNames(buttonClass('secondary'), 'flex-1 cursor-pointer')}
                  >
                    {chooseLabel}
                  </label>
                </span>
                {/* Also for an image chosen before the script has loaded, or without it. */}
                <span className="flex scripting:peer-invalid:hidden">
                  <Button type="submit" variant="secondary" className="flex-1">
                    {t('upload')}
                  </Button>
                </span>
              </>
            )}
          </form>
          {picture.src && <RemovePictureForm onRemove={upload.cancel} />}
        </div>
      )}
    </section>
  )
}

/** @param onRemove takes back what was said of the picture before */
function RemovePictureForm({ onRemove }: { onRemove: () => void }) {
  const t = useTranslations('forms.picture')
  const form = useActionForm({ action: removeAvatarAction })
  return (
    // With something to say it has a row of its own.
    <Form form={form} className="has-[[role=status]:not(:empty)]:w-full">
      <SubmitButton variant="quiet" onClick={onRemove} className="sm:self-start">
        {t('remove')}
      </SubmitButton>
    </Form>
  )
}

'use client'

import 'react-easy-crop/react-easy-crop.css'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import Cropper from 'react-easy-crop'
import { Button } from '@/components/ui/button'
import type { PictureArea } from './crop-avatar'

const MAX_ZOOM = 4
const KEY_STEP_PIXELS = 8

type AvatarCropperProps = {
  url: string
  /** From 0 to 1 while it is sent; null before. */
  progress: number | null
  onUse: (area: PictureArea) => void
  onCancel: () => void
}

/** Chooses a square of a picture: by mouse, finger and wheel, or by arrow keys and the slider. */
export default function AvatarCropper({ url, progress, onUse, onCancel }: AvatarCropperProps) {
  const t = useTranslations('forms.picture')
  const format = useFormatter()
  const [crop, setCrop] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [area, setArea] = useState<PictureArea | null>(null)
  const id = useId()
  const cropperRef = useRef<RefObject<HTMLDivElement | null>>(null)
  const isSending = progress !== null
  const isReady = area !== null

  // Focus continues here after an image is chosen.
  useEffect(() => {
    if (isReady) cropperRef.current?.current?.focus()
  }, [isReady])

  return (
    <div className="flex animate-appear flex-col gap-4">
      {/* Left is left in a picture, whatever the direction of the text. */}
      <div dir="ltr" className="relative h-72 overflow-hidden rounded-control bg-sunken sm:h-80">
        <Cropper
          image={url}
          crop={crop}
          zoom={zoom}
          maxZoom={MAX_ZOOM}
          aspect={1}
          objectFit="cover"
          showGrid={false}
          keyboardStep={KEY_STEP_PIXELS}
          disableAutomaticStylesInjection
          classes={{ cropAreaClassName: 'text-veil!' }}
          // The arrow keys are its own: screen readers would move about the page by them.
          cropperProps={{ role: 'application', 'aria-label': t('part'), 'aria-describedby': `${id}-hint` }}
          setCropperRef={(ref) => {
            cropperRef.current = ref
          }}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropComplete={(_, pixels) => setArea(pixels)}
        />
      </div>
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t('partHint')}
      </p>
      <div className="flex items-center gap-4">
        <label htmlFor={`${id}-zoom`} className="text-sm font-medium">
          {t('zoom')}
        </label>
        <input
          id={`${id}-zoom`}
          type="range"
          min={1}
          max={MAX_ZOOM}
          step={0.05}
          value={zoom}
          aria-valuetext={format.number(zoom, { style: 'percent' })}
          onChange={(event) => setZoom(Number(event.target.value))}
          className="min-h-target flex-1 accent-accent"
        />
      </div>
      {isSending && (
        <progress
          value={progress}
          max={1}
          aria-label={t('progress')}
          className={
            'h-2 w-full appearance-none overflow-hidden rounded-full bg-scale-empty text-accent forced-color-adjust-none ' +
            '[&::-moz-progress-bar]:bg-current [&::-webkit-progress-bar]:bg-scale-empty [&::-webkit-progress-value]:bg-current'
          }
        />
      )}
      <div className="flex flex-col gap-3 sm:flex-row">
        <Button isPending={isSending || !isReady} onClick={() => !isSending && area && onUse(area)}>
          {t('use')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

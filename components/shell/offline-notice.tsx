'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Icon } from '@/components/ui/icon'

/**
 * Says that the connection is down, for as long as it is: the page may be out of date, and nothing can be saved.
 * Announces it again at each attempt to continue.
 */
export function OfflineNotice() {
  const t = useTranslations('shell')
  const isOnline = useSyncExternalStore(
    listen,
    () => navigator.onLine,
    () => true,
  )
  const [times, setTimes] = useState(0)
  useEffect(() => {
    const count = () => setTimes((before) => before + 1)
    addEventListener('offline', count)
    return () => removeEventListener('offline', count)
  }, [])
  return (
    // Always there, so that screen readers notice what appears in it. Above the page, so that nothing moves.
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-20 flex justify-center">
      {!isOnline && (
        <p
          key={times}
          className={
            'flex max-w-form animate-appear gap-3 rounded-control border border-line bg-raised px-4 py-3 text-sm/6 ' +
            'shadow-floating'
          }
        >
          <Icon name="alert" className="mt-1 size-4 text-warning" />
          {t('offline')}
        </p>
      )}
    </div>
  )
}

function listen(onChange: () => void) {
  addEventListener('online', onChange)
  addEventListener('offline', onChange)
  return () => {
    removeEventListener('online', onChange)
    removeEventListener('offline', onChange)
  }
}

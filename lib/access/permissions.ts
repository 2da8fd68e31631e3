export const ROLES = ['user', 'support', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What a role may do beyond its own account. The only place that defines permissions. */
const PERMISSIONS = {
  user: [],
  support: ['users:read', 'audit:read'],
  admin: ['users:read', 'users:write', 'audit:read', 'mailbox:read', 'outbox:read'],
} as const satisfies Record<Role, readonly string[]>

export type Permission = (typeof PERMISSIONS)[Role][number]

/** Whether a role has a permission. An unknown role, for example from an edited database, has none. */
export function may(role: string, permission: Permission): boolean {
  return isRole(role) && PERMISSIONS[role].some((granted) => granted === permission)
}

function isRole(role: string): role is Role {
  return ROLES.some((known) => known === role)
}

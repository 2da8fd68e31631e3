-- CreateTable
CREATE TABLE `User` (
    `id` VARCHAR(191) NOT NULL,
    `username` VARCHAR(255) NOT NULL,
    `usernameKey` VARCHAR(255) NOT NULL,
    `email` VARCHAR(255) NOT NULL,
    `emailVerified` DATETIME(3) NULL,
    `name` VARCHAR(255) NOT NULL DEFAULT '',
    `nameKey` VARCHAR(255) NOT NULL DEFAULT '',
    `bio` VARCHAR(2000) NOT NULL DEFAULT '',
    `location` VARCHAR(255) NOT NULL DEFAULT '',
    `website` VARCHAR(255) NOT NULL DEFAULT '',
    `phone` VARCHAR(64) NOT NULL DEFAULT '',
    `role` VARCHAR(191) NOT NULL DEFAULT 'user',
    `passwordHash` VARCHAR(255) NULL,
    `passwordChangedAt` DATETIME(3) NULL,
    `lastLoginAt` DATETIME(3) NULL,
    `disabledAt` DATETIME(3) NULL,
    `deletionDueAt` DATETIME(3) NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `updatedAt` DATETIME(3) NOT NULL,

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `Account` (
    `id` VARCHAR(191) NOT NULL,
    `userId` VARCHAR(191) NOT NULL,
    `type` VARCHAR(191) NOT NULL,
    `provider` VARCHAR(191) NOT NULL,
    `providerAccountId` VARCHAR(191) NOT NULL,
    `refresh_token` TEXT NULL,
    `access_token` TEXT NULL,
    `expires_at` INTEGER NULL,
    `token_type` VARCHAR(191) NULL,
    `scope` VARCHAR(191) NULL,
    `id_token` TEXT NULL,
    `session_state` VARCHAR(191) NULL,

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `Registration` (
    `id` VARCHAR(191) NOT NULL,
    `email` VARCHAR(255) NOT NULL,
    `slot` INTEGER NOT NULL,
    `username` VARCHAR(255) NOT NULL,
    `usernameKey` VARCHAR(255) NOT NULL,
    `name` VARCHAR(255) NOT NULL DEFAULT '',
    `passwordHash` VARCHAR(255) NOT NULL,
    `tokenHash` VARCHAR(191) NOT NULL,
    `codeHash` VARCHAR(191) NOT NULL,
    `codeExpiresAt` DATETIME(3) NOT NULL,
    `expiresAt` DATETIME(3) NOT NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `Session` (
    `id` VARCHAR(191) NOT NULL,
    `userId` VARCHAR(191) NOT NULL,
    `kind` VARCHAR(191) NOT NULL,
    `ip` VARCHAR(191) NOT NULL,
    `userAgent` VARCHAR(512) NOT NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `lastSeenAt` DATETIME(3) NOT NULL,
    `expiresAt` DATETIME(3) NOT NULL,
    `refreshTokenId` VARCHAR(191) NULL,
    `refreshTokenIssuedAt` DATETIME(3) NULL,
    `refreshTokensReplaced` VARCHAR(4000) NOT NULL DEFAULT '[]',
    `isRefreshRotated` BOOLEAN NOT NULL DEFAULT true,

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `OneTimeToken` (
    `id` VARCHAR(191) NOT NULL,
    `userId` VARCHAR(191) NOT NULL,
    `purpose` VARCHAR(191) NOT NULL,
    `tokenHash` VARCHAR(191) NOT NULL,
    `codeHash` VARCHAR(191) NULL,
    `codeExpiresAt` DATETIME(3) NULL,
    `email` VARCHAR(255) NOT NULL,
    `expiresAt` DATETIME(3) NOT NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `SigningKey` (
    `id` VARCHAR(191) NOT NULL,
    `generation` INTEGER NOT NULL,
    `publicKey` TEXT NOT NULL,
    `privateKey` TEXT NOT NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `retiredAt` DATETIME(3) NULL,
    `expiresAt` DATETIME(3) NULL,

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `OutboxMail` (
    `id` VARCHAR(191) NOT NULL,
    `kind` VARCHAR(191) NOT NULL,
    `recipient` VARCHAR(255) NOT NULL,
    `body` MEDIUMTEXT,
    `messageId` VARCHAR(255) NOT NULL,
    `status` VARCHAR(191) NOT NULL DEFAULT 'pending',
    `attempts` INTEGER NOT NULL DEFAULT 0,
    `nextAttemptAt` DATETIME(3) NOT NULL,
    `leasedUntil` DATETIME(3) NULL,
    `lastError` VARCHAR(1000) NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `deliveredAt` DATETIME(3) NULL,

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `AuditEvent` (
    `id` VARCHAR(191) NOT NULL,
    `type` VARCHAR(191) NOT NULL,
    `userId` VARCHAR(191) NULL,
    `actorId` VARCHAR(191) NULL,
    `sessionId` VARCHAR(191) NULL,
    `ip` VARCHAR(191) NOT NULL,
    `userAgent` VARCHAR(512) NOT NULL,
    `requestId` VARCHAR(191) NOT NULL,
    `detail` TEXT NOT NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),

    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateTable
CREATE TABLE `RateLimit` (
    `key` VARCHAR(255) NOT NULL,
    `points` INTEGER NOT NULL,
    `expire` DATETIME(3) NULL,

    PRIMARY KEY (`key`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateIndex
CREATE UNIQUE INDEX `User_usernameKey_key` ON `User`(`usernameKey`);

-- CreateIndex
CREATE UNIQUE INDEX `User_email_key` ON `User`(`email`);

-- CreateIndex
CREATE INDEX `User_nameKey_idx` ON `User`(`nameKey`);

-- CreateIndex
CREATE INDEX `User_deletionDueAt_idx` ON `User`(`deletionDueAt`);

-- CreateIndex
CREATE INDEX `Account_userId_idx` ON `Account`(`userId`);

-- CreateIndex
CREATE UNIQUE INDEX `Account_provider_providerAccountId_key` ON `Account`(`provider`, `providerAccountId`);

-- CreateIndex
CREATE UNIQUE INDEX `Registration_tokenHash_key` ON `Registration`(`tokenHash`);

-- CreateIndex
CREATE INDEX `Registration_usernameKey_idx` ON `Registration`(`usernameKey`);

-- CreateIndex
CREATE INDEX `Registration_expiresAt_idx` ON `Registration`(`expiresAt`);

-- CreateIndex
CREATE UNIQUE INDEX `Registration_email_slot_key` ON `Registration`(`email`, `slot`);

-- CreateIndex
CREATE INDEX `Session_userId_lastSeenAt_idx` ON `Session`(`userId`, `lastSeenAt`);

-- CreateIndex
CREATE INDEX `Session_expiresAt_idx` ON `Session`(`expiresAt`);

-- CreateIndex
CREATE UNIQUE INDEX `OneTimeToken_tokenHash_key` ON `OneTimeToken`(`tokenHash`);

-- CreateIndex
CREATE INDEX `OneTimeToken_expiresAt_idx` ON `OneTimeToken`(`expiresAt`);

-- CreateIndex
CREATE UNIQUE INDEX `OneTimeToken_userId_purpose_key` ON `OneTimeToken`(`userId`, `purpose`);

-- CreateIndex
CREATE UNIQUE INDEX `SigningKey_generation_key` ON `SigningKey`(`generation`);

-- CreateIndex
CREATE UNIQUE INDEX `OutboxMail_messageId_key` ON `OutboxMail`(`messageId`);

-- CreateIndex
CREATE INDEX `OutboxMail_status_nextAttemptAt_idx` ON `OutboxMail`(`status`, `nextAttemptAt`);

-- CreateIndex
CREATE INDEX `OutboxMail_createdAt_idx` ON `OutboxMail`(`createdAt`);

-- CreateIndex
CREATE INDEX `AuditEvent_userId_createdAt_idx` ON `AuditEvent`(`userId`, `createdAt`);

-- CreateIndex
CREATE INDEX `AuditEvent_type_createdAt_idx` ON `AuditEvent`(`type`, `createdAt`);

-- CreateIndex
CREATE INDEX `AuditEvent_createdAt_idx` ON `AuditEvent`(`createdAt`);

-- CreateIndex
CREATE INDEX `RateLimit_expire_idx` ON `RateLimit`(`expire`);

-- AddForeignKey
ALTER TABLE `Account` ADD CONSTRAINT `Account_userId_fkey` FOREIGN KEY (`userId`) REFERENCES `User`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE `Session` ADD CONSTRAINT `Session_userId_fkey` FOREIGN KEY (`userId`) REFERENCES `User`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE `OneTimeToken` ADD CONSTRAINT `OneTimeToken_userId_fkey` FOREIGN KEY (`userId`) REFERENCES `User`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

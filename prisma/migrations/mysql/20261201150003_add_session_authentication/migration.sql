-- AlterTable
ALTER TABLE `Session` ADD COLUMN `amr` VARCHAR(64) NULL,
    ADD COLUMN `authenticatedAt` DATETIME(3) NULL;

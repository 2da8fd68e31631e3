-- AlterTable
ALTER TABLE `User` ADD COLUMN `number` INTEGER NULL;

-- CreateTable
CREATE TABLE `Sequence` (
    `name` VARCHAR(191) NOT NULL,
    `value` INTEGER NOT NULL,
    PRIMARY KEY (`name`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateIndex
CREATE UNIQUE INDEX `User_number_key` ON `User`(`number`);

-- Accounts that are there get their numbers in the order in which people joined.
UPDATE `User` JOIN (SELECT `id`, ROW_NUMBER() OVER (ORDER BY `createdAt`, `id`) AS `number` FROM `User`) AS `numbered`
  ON `numbered`.`id` = `User`.`id` SET `User`.`number` = `numbered`.`number`;

INSERT INTO `Sequence` (`name`, `value`) SELECT 'user', COALESCE(MAX(`number`), 0) FROM `User`;

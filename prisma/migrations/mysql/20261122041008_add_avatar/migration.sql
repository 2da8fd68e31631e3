-- AlterTable
ALTER TABLE `User` ADD COLUMN `avatarHash` VARCHAR(191) NULL;

-- CreateTable
CREATE TABLE `Avatar` (
    `hash` VARCHAR(191) NOT NULL,
    `pixels96` LONGBLOB NOT NULL,
    `pixels256` LONGBLOB NOT NULL,
    `pixels512` LONGBLOB NOT NULL,
    `takenAt` DATETIME(3) NOT NULL,
    PRIMARY KEY (`hash`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- CreateIndex
CREATE INDEX `User_avatarHash_idx` ON `User`(`avatarHash`);

-- AddForeignKey
ALTER TABLE `User` ADD CONSTRAINT `User_avatarHash_fkey` FOREIGN KEY (`avatarHash`) REFERENCES `Avatar`(`hash`) ON DELETE RESTRICT ON UPDATE CASCADE;

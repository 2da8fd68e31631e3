-- CreateTable
CREATE TABLE "Avatar" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "pixels96" BLOB NOT NULL,
    "pixels256" BLOB NOT NULL,
    "pixels512" BLOB NOT NULL,
    "takenAt" DATETIME NOT NULL
);

-- AlterTable
-- No new table for User, as Prisma would make: a column without a value can be added, and nothing that refers to User is touched.
ALTER TABLE "User" ADD COLUMN "avatarHash" TEXT
    CONSTRAINT "User_avatarHash_fkey" REFERENCES "Avatar" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "User_avatarHash_idx" ON "User"("avatarHash");

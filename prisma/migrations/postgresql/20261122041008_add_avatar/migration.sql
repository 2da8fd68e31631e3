-- AlterTable
ALTER TABLE "User" ADD COLUMN     "avatarHash" TEXT;

-- CreateTable
CREATE TABLE "Avatar" (
    "hash" TEXT NOT NULL,
    "pixels96" BYTEA NOT NULL,
    "pixels256" BYTEA NOT NULL,
    "pixels512" BYTEA NOT NULL,
    "takenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Avatar_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "User_avatarHash_idx" ON "User"("avatarHash");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_avatarHash_fkey" FOREIGN KEY ("avatarHash") REFERENCES "Avatar"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

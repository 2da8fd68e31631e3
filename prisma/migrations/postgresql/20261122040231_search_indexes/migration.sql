-- DropIndex
DROP INDEX "User_nameKey_idx";

-- CreateIndex
CREATE INDEX "User_nameKey_id_idx" ON "User"("nameKey", "id");

-- CreateIndex
CREATE INDEX "User_role_idx" ON "User"("role");

-- Names are searched by how they begin. Compared byte by byte, as on the other databases, an index serves that.
ALTER TABLE "User" ALTER COLUMN "usernameKey" TYPE TEXT COLLATE "C", ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "OutboxMail_recipient_idx" ON "OutboxMail"("recipient");

# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Run by alembic: migrate on the connection that the caller handed in, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["baglanti"], transactional_ddl=True)
context.run_migrations()

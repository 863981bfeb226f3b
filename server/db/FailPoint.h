// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>

namespace auth::db {

struct Query;

/// Ends the process with SIGKILL at a commit boundary, for tests of what a crash leaves behind (tests/chaos). One for the
/// whole process. Acts in Debug builds only; the configuration refuses it outside of development.
namespace fail_point {

enum class Moment : quint8 {
    BeforeCommit, ///< The statements have run, COMMIT has not been sent.
    CommitSent, ///< PostgreSQL may or may not have it.
    AfterCommit, ///< It is durable, and nobody has been told.
};

/// This build can act.
bool isAvailable();
/// `log` names each boundary that is passed in the log; `QUERY:before-commit`, `QUERY:commit-sent` and
/// `QUERY:after-commit` kill at the commit of a transaction that begins with the query of this name, or that consists of
/// it. Nothing else is valid.
bool isValid(QByteArrayView text);
/// Before any thread, with a valid text.
void arm(QByteArrayView text);
/// \a first is what the transaction began with.
void reach(const Query *first, Moment moment);

}

}

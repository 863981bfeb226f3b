// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"
#include "client/YamlReader.h"

#include <QtCore/QJsonObject>

#include <expected>

namespace auth::cli {

/// A document of a file, and where it stands there.
struct Document {
    QJsonObject content;
    QString file; ///< As messages name it; empty where it came from no file.
    QString folder; ///< That its `file:` references begin at.
    YamlDocument source;

    QString kind() const { return content[u"kind"].toString(); }
    QString name() const { return content[u"metadata"][u"name"].toString(); }
    /// `apps.yaml:12`.
    QString place(const QString &pointer) const;
};

/// Those of one realm, in the order of the files.
struct RealmDocuments {
    QString realm;
    QList<Document> documents;
};

/// Every document of a file, of `*.yaml`, `*.yml` and `*.json` below a folder, or of standard input (`-`). What cannot be
/// read is refused with file and line, before anything is sent.
std::expected<QList<Document>, Failure> readDocuments(const QString &path);

/// By realm: the document's own, else \a realm.
std::expected<QList<RealmDocuments>, Failure> byRealm(const QList<Document> &documents, const QString &realm);

/// The documents with their secrets in place of references: `{secretRef: env:NAME}`, `{secretRef: file:PATH}`. What is to
/// be generated is left out: the server makes it where it makes the object.
std::expected<QJsonArray, Failure> withSecrets(const QList<Document> &documents);

/// What is wrong with the server's view of \a documents, in places of their files.
Failure placed(Failure failure, const QList<Document> &documents);

}

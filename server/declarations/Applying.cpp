// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Applying.h"

#include <QtCore/QSet>

#include <algorithm>

namespace auth::declarations {

namespace {

using namespace Qt::StringLiterals;

/// Documents in the order in which kinds build upon each other; those of unknown kinds first, to be refused.
QList<int> inOrder(const QList<api::ConfigurationDocument> &documents)
{
    QList<int> order;
    for (int i = 0; i < documents.size(); ++i)
        order.append(i);
    const auto rank = [&](int index) { return findKind(documents[index].kind) ? findKind(documents[index].kind) - kinds().data() : -1; };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return std::pair(rank(a), a) < std::pair(rank(b), b); });
    return order;
}

/// \a error of a document as one of the request: its fields are below `/documents/N`.
QList<FieldError> fieldsOf(const Error &error, int index, const api::ConfigurationDocument &document)
{
    const QString path = u"/documents/%1"_s.arg(index);
    if (error.fields.isEmpty())
        return { { path, QLatin1StringView(error.traits().wireName), error.description } };
    const Kind *kind = findKind(document.kind);
    const QString handle = kind ? u'/' + QLatin1StringView(kind->handle) : QString();
    QList<FieldError> fields;
    for (FieldError field : error.fields) {
        const bool ofDocument = field.path.startsWith(u"/spec"_s) || field.path.startsWith(u"/metadata"_s) || field.path == u"/kind" || field.path == u"/realm";
        field.path = path + (ofDocument ? field.path : field.path == handle ? u"/metadata/name"_s : u"/spec"_s + field.path);
        fields.append(field);
    }
    return fields;
}

/// What may be mended by a document that comes later.
bool mayWait(const Error &error)
{
    return error.code == ErrorCode::ValidationFailed || error.code == ErrorCode::NotFound;
}

std::unexpected<Error> together(const Applying &run, const QList<std::pair<int, Error>> &errors)
{
    const bool same = std::all_of(errors.begin(), errors.end(), [&](const auto &one) { return one.second.code == errors.first().second.code; });
    Error error(same ? errors.first().second.code : ErrorCode::ValidationFailed,
        errors.size() == 1 ? u"Nothing was applied: %1"_s.arg(errors.first().second.description)
                           : u"Nothing was applied: %1 documents cannot be."_s.arg(errors.size()),
        errors.first().second.detail);
    if (error.code == ErrorCode::NotFound)
        error.code = ErrorCode::ValidationFailed;
    error.retryAfterSeconds = errors.first().second.retryAfterSeconds;
    error.demand = errors.first().second.demand;
    for (const auto &[index, one] : errors)
        error.fields += fieldsOf(one, index, run.body.documents[index]);
    return std::unexpected(error);
}

Result<void> checkUnique(const Applying &run)
{
    QSet<std::pair<QString, QString>> seen;
    for (int i = 0; i < run.body.documents.size(); ++i) {
        const auto &document = run.body.documents[i];
        const std::pair key(document.kind, document.metadata.name);
        if (seen.contains(key))
            return refusedAt(u"/documents/%1/metadata/name"_s.arg(i), u"duplicate"_s, u"%1 %2 is declared twice."_s.arg(document.kind, document.metadata.name));
        seen.insert(key);
    }
    return {};
}

/// A plan is applied as it was shown, or not at all.
Result<void> checkPlan(const Applying &run, const QList<api::ConfigurationChange> &results)
{
    if (!run.body.expect.hasValue())
        return {};
    QHash<std::pair<QString, QString>, qint64> planned;
    for (const auto &version : run.body.expect.value())
        planned.insert({ version.kind, version.name }, version.version);
    QStringList moved;
    for (const auto &result : results) {
        const auto plan = planned.constFind({ result.kind, result.name });
        if (plan == planned.constEnd() || *plan != result.versionBefore)
            moved.append(result.kind + u' ' + result.name);
        planned.remove({ result.kind, result.name });
    }
    for (auto plan = planned.keyBegin(); plan != planned.keyEnd(); ++plan)
        moved.append(plan->first + u' ' + plan->second);
    if (moved.isEmpty())
        return {};
    Error error(ErrorCode::VersionMismatch, u"The plan is out of date: %1 changed since it was made. Plan again."_s.arg(moved.mid(0, 5).join(u", "_s)));
    for (const QString &one : moved)
        error.fields.append({ u"/expect"_s, u"moved"_s, one });
    return std::unexpected(error);
}

}

Task<Result<void>> prune(ApplyingPointer run)
{
    QSet<std::pair<QString, QString>> declared;
    for (const auto &document : run->body.documents)
        declared.insert({ document.kind, document.metadata.name });
    std::vector<Declaration> doomed;
    for (const auto &declaration : CO_TRY(co_await declaration_store::listOfOwner(run->transaction(), run->realm->id, run->owner()))) {
        if (declared.contains({ declaration.kind, declaration.name }))
            continue;
        const Kind *kind = findKind(declaration.kind);
        const bool released = !kind || kind->prunable == Prunable::Never
            || CO_TRY(co_await declaration_store::isDeclaredByOthers(run->transaction(), run->realm->id, run->owner(), declaration.kind, declaration.name));
        if (released)
            declaration_store::remove(run->transaction(), run->realm->id, run->owner(), declaration.kind, declaration.name);
        else
            doomed.push_back(declaration);
    }
    // What builds upon others goes before them.
    std::sort(doomed.begin(), doomed.end(), [](const auto &a, const auto &b) { return std::pair(findKind(a.kind), b.name) > std::pair(findKind(b.kind), a.name); });
    for (const auto &declaration : doomed) {
        const Kind *kind = findKind(declaration.kind);
        const auto current = co_await callFor(run, kind, kind->get, declaration.name, {}, {});
        if (!current && current.error().code != ErrorCode::NotFound)
            co_return std::unexpected(current.error());
        if (current) {
            CO_TRY(co_await callFor(run, kind, kind->remove, declaration.name, {}, {}));
            api::ConfigurationChange change;
            change.kind = declaration.kind;
            change.name = declaration.name;
            change.action = u"deleted"_s;
            change.versionBefore = current->body[u"version"].toInteger();
            run->pruned.append(change);
        }
        declaration_store::remove(run->transaction(), run->realm->id, run->owner(), declaration.kind, declaration.name);
    }
    const qint64 most = run->body.maxDelete.valueOr(0);
    // A plan shows what it would be; doing it wants the number.
    if (run->pruned.size() > most && !run->context->dryRun) {
        QStringList names;
        for (const auto &change : run->pruned)
            names.append(change.kind + u' ' + change.name);
        co_return refusedAt(u"/max_delete"_s, u"too_many"_s,
            u"%1 objects would be deleted, and at most %2 may be: %3."_s.arg(run->pruned.size()).arg(most).arg(names.mid(0, 10).join(u", "_s)));
    }
    co_return {};
}

Task<Result<api::ConfigurationResult>> applyDocuments(ApplyingPointer run)
{
    CO_TRY(checkUnique(*run));
    run->done.resize(static_cast<size_t>(run->body.documents.size()));
    QList<int> waiting = inOrder(run->body.documents);
    while (!waiting.isEmpty()) {
        QList<std::pair<int, Error>> errors;
        for (const int index : waiting) {
            auto change = co_await applyDocument(run, index);
            if (change) {
                run->done[static_cast<size_t>(index)] = *std::move(change);
                continue;
            }
            errors.append({ index, change.error() });
            // A transaction whose statement failed is over, and a realm that is not there has nothing in it.
            if (!mayWait(change.error()) || !run->realm)
                co_return together(*run, { errors.last() });
        }
        if (errors.size() == waiting.size())
            co_return together(*run, errors);
        waiting.clear();
        for (const auto &error : errors)
            waiting.append(error.first);
    }
    if (run->body.prune.valueOr(false))
        CO_TRY(co_await prune(run));
    api::ConfigurationResult result;
    for (const auto &change : run->done)
        result.results.append(*change);
    result.results += run->pruned;
    CO_TRY(checkPlan(*run, result.results));
    co_return result;
}

}

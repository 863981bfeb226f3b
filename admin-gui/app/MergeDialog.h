// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Draft.h"

#include <QtWidgets/QDialog>

class QRadioButton;

namespace auth::console {

/// Somebody else was faster: what it was, what they made of it, what we did, field by field, and which of them counts.
/// Whoever puts it off has decided nothing.
class MergeDialog final : public QDialog {
    Q_OBJECT

public:
    MergeDialog(Draft *draft, const QList<DraftConflict> &conflicts, QWidget *parent);

private:
    struct Choice {
        DraftConflict conflict;
        QRadioButton *theirs;
    };
    Draft *m_draft;
    QList<Choice> m_choices;
};

}

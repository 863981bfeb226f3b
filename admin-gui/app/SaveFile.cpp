// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SaveFile.h"

#include "widgets/MessageBanner.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>

namespace auth::console {

void saveToFile(QWidget *page, MessageBanner *banner, const QString &title, const QString &name, const QString &filter,
    const QByteArray &content)
{
    auto *const dialog = new QFileDialog(page, title, name, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, banner, [banner, content](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
            banner->showMessage(Tone::Good, QCoreApplication::translate("SaveFile", "Saved as %1.").arg(path));
        else
            banner->showMessage(Tone::Bad,
                QCoreApplication::translate("SaveFile", "%1 cannot be written: %2").arg(path, file.errorString()));
    });
    dialog->open();
}

}

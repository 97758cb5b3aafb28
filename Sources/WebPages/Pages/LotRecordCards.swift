import StockDomain

/// Notes on a number and files kept with it, each with its form (R55).
func notesAndFiles(_ lot: LotOnPage, _ forms: PageForms, _ clock: PageClock) -> HTML {
    "<div class=\"columns\">\(notes(lot, forms["notes"], clock))\(files(lot, forms["files"], clock))</div>"
}

private func notes(_ lot: LotOnPage, _ values: FormValues, _ clock: PageClock) -> HTML {
    let items = lot.notes.map { note -> HTML in
        """
        <li><p class="note">\(note.text)</p><p class="hint">\(note.actor), \(clock.moment(note.at))</p></li>
        """
    }
    return card(
        "Notes", sum: "\(lot.notes.count)",
        """
        <ul class="plain">\(items)</ul>
        \(form(action: lotAddress(lot.view.lot.id) + "/notes", key: values.key, submit: "Add note",
                values.field("text", "Note", .lines, isRequired: true)))
        """)
}

private func files(_ lot: LotOnPage, _ values: FormValues, _ clock: PageClock) -> HTML {
    let path = lotAddress(lot.view.lot.id) + "/files"
    let items = lot.files.map { file -> HTML in
        """
        <li><a href="\(path)/\(file.id)">\(file.name)</a> \
        <span class="hint">\(kilobytes(file.size)) kB, \(file.actor), \(clock.moment(file.at))</span></li>
        """
    }
    return card(
        "Files", sum: "\(lot.files.count)",
        """
        <ul class="plain">\(items)</ul>
        <form class="form" method="post" action="\(path)" enctype="multipart/form-data" data-once>
        \(hiddenField(keyFieldName, values.key))
        <div class="field"><label for="field-file">Certificate, photo, paper</label>\
        <input type="file" id="field-file" name="file" required></div>
        <p class="submit"><button type="submit" class="primary">Add file</button></p>
        </form>
        """)
}

private func kilobytes(_ bytes: Int) -> Int { max(1, (bytes + 999) / 1_000) }

import StockDomain

/// What is written down about a thing, and the files kept with it (R55).
public struct Papers: Sendable {
    /// The newest first.
    public let notes: [Note]
    /// The newest first.
    public let files: [Attachment]

    public init(notes: [Note], files: [Attachment]) {
        self.notes = notes
        self.files = files
    }
}

/// Notes and files, each with its form.
///
/// - Parameter address: the thing's own.
func notesAndFiles(_ papers: Papers, at address: String, _ forms: PageForms, _ clock: PageClock) -> HTML {
    """
    <div class="columns">\(notes(papers.notes, address, forms["notes"], clock))\
    \(files(papers.files, address, forms["files"], clock))</div>
    """
}

private func notes(_ notes: [Note], _ address: String, _ values: FormValues, _ clock: PageClock) -> HTML {
    let items = notes.map { note -> HTML in
        """
        <li><p class="note">\(note.text)</p><p class="hint">\(note.actor), \(clock.moment(note.at))</p></li>
        """
    }
    return card(
        "Notes", sum: "\(notes.count)",
        """
        <ul class="plain">\(items)</ul>
        \(form(action: address + "/notes", key: values.key, submit: "Add note",
                values.field("text", "Note", .lines, isRequired: true)))
        """)
}

private func files(_ files: [Attachment], _ address: String, _ values: FormValues, _ clock: PageClock) -> HTML {
    let path = address + "/files"
    let items = files.map { file -> HTML in
        """
        <li><a href="\(path)/\(file.id)">\(file.name)</a> \
        <span class="hint">\(kilobytes(file.size)) kB, \(file.actor), \(clock.moment(file.at))</span></li>
        """
    }
    return card(
        "Files", sum: "\(files.count)",
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

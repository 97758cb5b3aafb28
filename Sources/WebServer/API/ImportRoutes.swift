import Foundation
import StockDomain
import StockOperations

/// `imports` and `exports`: files of products, partners, stock and movements.
struct ImportRoutes {
    let api: API

    var all: [Route] { [importFile, exportFile] }

    /// The body is the file, plain or gzip; `kind`, `dry_run` and `answers` stand in the query.
    private var importFile: Route {
        api.route(.post, "imports", bodyLimit: Route.uploadBodyLimit) {
            [operations = api.operations] request, caller in
            let query = try request.query()
            let kind = query.required("kind", .word(ImportKind.self))
            let isDryRun = query.optional("dry_run", .bool) ?? false
            let answers = query.optional("answers", .importAnswers) ?? [:]
            try query.finish()
            let file = ImportFile(contents: Data(try request.file()))
            let report = try await operations.importFile(
                file, as: kind, by: caller.actor, options: ImportOptions(isDryRun: isDryRun, answers: answers))
            return .json(report.json, status: isDryRun ? 200 : 201)
        }
    }

    private var exportFile: Route {
        api.route(.get, "exports/{kind}") { [operations = api.operations] request, caller in
            try request.query().finish()
            guard let kind = ImportKind(rawValue: request.parameter("kind")) else {
                throw Refusal.notFound("kind of export", request.parameter("kind"))
            }
            return .csv(named: "\(kind.rawValue).csv") { write in
                let pieces = PieceChannel()
                async let writing: Void = pieces.fill { sink in
                    try await operations.export(kind, by: caller.actor, to: sink)
                }
                try await pieces.drain(to: write)
                try await writing
            }
        }
    }
}

extension RequestReader where Value == [String: String] {
    /// What a form would ask of a row, answered for the whole file: `CODE=same,CODE=refuse`.
    fileprivate static var importAnswers: RequestReader {
        let codes = ImportOptions.codes.joined(separator: ", ")
        return RequestReader<String>.text(most: 1000).converted(
            standIn: [:], or: "must be CODE=same or CODE=refuse, several with commas between; CODE is one of \(codes)."
        ) { text in
            let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.split(separator: "=", omittingEmptySubsequences: false).map(String.init) }
            let areAnswers = pairs.allSatisfy {
                $0.count == 2 && ImportOptions.codes.contains($0[0]) && ImportOptions.words.contains($0[1])
            }
            return areAnswers ? Dictionary(pairs.map { ($0[0], $0[1]) }) { $1 } : nil
        }
    }
}

extension APIRequest {
    /// The bytes of an uploaded file.
    ///
    /// - Throws: 415 when the body is sent as something that is no file of ours.
    fileprivate func file() throws -> [UInt8] {
        let types = ["text/csv", "application/gzip", "application/x-gzip", "application/octet-stream"]
        guard let mediaType, types.contains(mediaType) else {
            throw Problem.unsupportedMediaType("text/csv or application/gzip")
        }
        return body
    }
}

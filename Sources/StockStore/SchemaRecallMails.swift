/// Attempts to mail notices (R49). Spelled as in `Schema`.
extension Schema {
    /// Begun before the mail server is called and ended after it, each in a transaction of its own: what has no end was
    /// broken off, and nobody knows what came of it. A sending that went well stands in `recall_notice` too.
    static let recallMails: [String] = [
        """
        CREATE TABLE recall_mail (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            partner_id {int} NOT NULL REFERENCES partner (id),
            reminder {int} NOT NULL,
            begun_at {int} NOT NULL,
            begun_by {int} NOT NULL REFERENCES actor (id),
            ended_at {int},
            sent {int},
            detail {text},
            PRIMARY KEY (recall_id, position)
        )
        """
    ]
}

//! The three invoices of the account, and the files they can be downloaded as.

use std::fmt::Write;

/// An invoice. Amounts are in cents of a dollar, dates as ISO 8601 writes them.
#[derive(Debug)]
pub struct Invoice {
    /// Its number, which is also the name of its files.
    pub number: u32,
    /// The day it was written.
    pub issued: &'static str,
    /// The day it was paid.
    pub paid: &'static str,
    /// What it is for.
    pub description: &'static str,
    cents: u32,
}

/// Every invoice, newest first.
pub const INVOICES: [Invoice; 3] = [
    Invoice {
        number: 1003,
        issued: "2026-03-01",
        paid: "2026-03-09",
        description: "Electricity, February 2026",
        cents: 48_20,
    },
    Invoice {
        number: 1002,
        issued: "2026-02-01",
        paid: "2026-02-10",
        description: "Electricity, January 2026",
        cents: 61_75,
    },
    Invoice {
        number: 1001,
        issued: "2026-01-01",
        paid: "2026-01-08",
        description: "Electricity, December 2025",
        cents: 57_00,
    },
];

impl Invoice {
    /// The invoice with this number.
    pub fn numbered(number: &str) -> Option<&'static Self> {
        INVOICES.iter().find(|invoice| invoice.number.to_string() == number)
    }

    /// What is to be paid, such as `48.20`.
    pub fn amount(&self) -> String {
        format!("{}.{:02}", self.cents / 100, self.cents % 100)
    }

    /// The invoice as a table with a head and one row.
    pub fn csv(&self) -> String {
        let Self { number, issued, paid, description, .. } = self;
        let amount = self.amount();
        format!(
            "number,issued,paid,description,amount,currency\r\n{number},{issued},{paid},\"{description}\",{amount},USD\r\n"
        )
    }

    /// The invoice as a PDF of one page.
    pub fn pdf(&self) -> String {
        let Self { number, issued, description, .. } = self;
        let amount = self.amount();
        let text = format!(
            "BT /F1 18 Tf 24 TL 60 760 Td (Northwind Billing) Tj T* (Invoice {number}) Tj /F1 12 Tf T* \
             (Issued {issued}) Tj T* ({description}) Tj T* (Total USD {amount}) Tj ET"
        );
        let length = text.len();
        pdf_file(&[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>",
            &format!("<< /Length {length} >>\nstream\n{text}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ])
    }
}

/// Numbers the objects from 1 and writes the table of where each begins, without which no reader opens the file.
fn pdf_file(objects: &[&str]) -> String {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (object, number) in objects.iter().zip(1..) {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let table_at = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"
    );
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_pdf_points_at_its_objects() {
        let file = INVOICES[0].pdf();
        let entries = file.lines().filter(|line| line.ends_with(" 00000 n "));
        for (entry, number) in entries.zip(1..) {
            let at: usize = entry[..10].parse().unwrap();
            assert!(file[at..].starts_with(&format!("{number} 0 obj\n")));
        }
        assert_eq!(file.matches(" 0 obj").count(), 5);
    }

    #[test]
    fn an_amount_has_two_decimals() {
        assert_eq!(INVOICES[2].amount(), "57.00");
        assert!(INVOICES[0].csv().ends_with(",48.20,USD\r\n"));
    }
}

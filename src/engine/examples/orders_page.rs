//! Prints the documentation of order files: `cargo run -p ec4x-engine --example orders_page > scenarios/orders.md`.

fn main() {
    print!("{}", ec4x_engine::orders::document::markdown());
}

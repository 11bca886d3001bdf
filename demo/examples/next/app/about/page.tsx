export default function About() {
  return <p>No buddy here.</p>;
}

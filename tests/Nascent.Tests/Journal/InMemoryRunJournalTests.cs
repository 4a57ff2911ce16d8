using Nascent.Journal;
using Nascent.Testing.Journal;

namespace Nascent.Tests.Journal;

public sealed class InMemoryRunJournalTests : RunJournalContract
{
    protected override IRunJournal Journal { get; } = new InMemoryRunJournal();
}

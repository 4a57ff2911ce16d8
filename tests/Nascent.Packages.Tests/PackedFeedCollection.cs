namespace Nascent.Packages.Tests;

/// <summary>The tests that share one packing, one after another.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>;

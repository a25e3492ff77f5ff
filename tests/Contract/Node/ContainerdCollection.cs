using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>All that needs a real containerd shares one.</summary>
[CollectionDefinition(Name)]
public sealed class ContainerdCollection : ICollectionFixture<CriHarness>
{
    public const string Name = "containerd";
}

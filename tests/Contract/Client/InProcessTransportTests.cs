using Trireme.Client.Transport;
using Trireme.Server.Auth;
using Trireme.Testing;

namespace Trireme.Tests.Contract.Client;

/// <summary>The contract inside of the process.</summary>
public sealed class InProcessTransportTests : TransportContract
{
    protected override IApiTransport Open(TestCluster cluster) => cluster.Server.InProcess(UserInfo.System("system:test"));
}

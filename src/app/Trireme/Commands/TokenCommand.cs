using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Hosting;
using Trireme.Joining;

namespace Trireme.Commands;

/// <summary><c>trireme token</c>: join tokens.</summary>
internal static class TokenCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var data = CommonOptions.DataDirectory();
        var hours = new Option<int>("--ttl-hours") { Description = "how long the token is valid", DefaultValueFactory = _ => 24 };
        var create = new Command("create", "make a join token and print it: the --token of 'trireme node'") { data, hours };
        create.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var connection = Kubeconfig.Load(new ClusterPaths(result.GetValue(data)!).Kubeconfig).Connection();
                var transport = new HttpsTransport(connection, TimeProvider.System);
                await using var closing = transport.ConfigureAwait(false);
                var token = JoinToken.Create(connection.CertificateAuthorities!.First<X509Certificate2>());
                await JoinSupport.StoreAsync(
                    new ApiClient(transport), token, TimeProvider.System.GetUtcNow().AddHours(result.GetValue(hours)), cancellationToken).ConfigureAwait(false);
                Console.WriteLine(token.Text());
                return 0;
            }
            catch (Exception error) when (error is IOException or ApiException)
            {
                await Console.Error.WriteLineAsync($"trireme: {error.Message}").ConfigureAwait(false);
                return 1;
            }
        });
        return new Command("token", "tokens with which nodes join") { create };
    }
}
